resource "aws_cloudwatch_dashboard" "audit" {
  dashboard_name = "audit"
  dashboard_body = jsonencode({
    widgets = [
      { type = "text", properties = { markdown = "# Audit\n\nSee `{ $.eventName }`" } },
    ]
  })
}

# A service that takes the same patterns; what it does with them is not known here.
resource "aws_ssm_parameter" "filters" {
  name = "/audit/filters"
  type = "String"
  value = jsonencode({
    login  = "{ $.eventName = ConsoleLogin }"
    "p 1"  = ["{ $.a = 1 }", "{ $.b[0] = \"x\" }"]
    region = "eu-central-1"
  })
}

resource "aws_cloudwatch_log_metric_filter" "encoded" {
  name           = "encoded"
  pattern        = "{ $.source = ${jsonencode("api gateway")} }"
  log_group_name = "trail"
  metric_transformation {
    name      = "Encoded"
    namespace = "CIS"
    value     = "1"
  }
}
