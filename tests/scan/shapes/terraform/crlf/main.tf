# Saved by an editor on Windows.
resource "aws_cloudwatch_log_metric_filter" "signin" {
  name           = "signin"
  log_group_name = "trail"
  pattern        = "{ ($.eventName = ConsoleLogin) && ($.errorMessage = \"Failed authentication\") }"
  metric_transformation {
    name      = "Signin"
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "mfa" {
  name           = "mfa"
  log_group_name = "trail"
  pattern        = <<-EOT
    { ($.eventName = ConsoleLogin) &&
      ($.additionalEventData.MFAUsed != Yes) }
  EOT
  metric_transformation {
    name      = "Mfa"
    namespace = "CIS"
    value     = "1"
  }
}
