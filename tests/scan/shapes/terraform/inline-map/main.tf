resource "aws_cloudwatch_log_metric_filter" "security" {
  for_each = {
    "SecurityGroups" = "{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = DeleteSecurityGroup) }" # in and out
    "Gateways"       = "{ ($.eventName = CreateCustomerGateway) || ($.eventName = AttachInternetGateway) }"
  }

  name           = each.key
  pattern        = each.value
  log_group_name = var.group
  metric_transformation {
    name      = each.key
    namespace = "Security"
    value     = "1"
  }
}

variable "group" {
  type    = string
  default = "trail-of-all"
}
