variable "enabled" {
  type    = bool
  default = true
}
variable "organization" {
  type    = bool
  default = false
}
variable "disable_assumed_role_login_alerts" {
  type    = bool
  default = null
}

resource "aws_cloudwatch_log_metric_filter" "some" {
  count          = var.enabled ? 1 : 0
  name           = "some"
  pattern        = var.organization ? "{ $.recipientAccountId = * }" : "{ $.awsRegion = us-east-1 }"
  log_group_name = "trail"
  metric_transformation {
    name      = "Some"
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "none" {
  count          = var.enabled && var.organization ? 1 : 0
  name           = "none"
  pattern        = "{ $.eventName = InviteAccountToOrganization }"
  log_group_name = "trail"
  metric_transformation {
    name      = "None"
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "fallback" {
  name           = "fallback"
  pattern        = try({}.pattern, coalesce(var.disable_assumed_role_login_alerts, "{ $.userIdentity.type = AssumedRole }"))
  log_group_name = "trail"
  metric_transformation {
    name      = "Fallback"
    namespace = "CIS"
    value     = "1"
  }
}
