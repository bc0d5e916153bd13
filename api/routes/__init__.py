"""The JSON routes, one module per subject.  Each makes its blueprint; `api.create_app` registers them."""
