filters = {
  "a.b" = { pattern = "{ $.eventName = CreateSAMLProvider }" }
  c     = { pattern = "{ $.eventName = DeleteSAMLProvider }", namespace = "Own" }
}
