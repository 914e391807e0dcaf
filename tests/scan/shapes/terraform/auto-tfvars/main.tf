variable "filters" {
  type = map(object({
    pattern   = string
    namespace = optional(string, "CIS")
  }))
}
variable "suffix" {
  type    = string
  default = "{ $.never = used }"
}
resource "aws_cloudwatch_log_metric_filter" "this" {
  for_each       = var.filters
  name           = each.key
  pattern        = each.value.pattern
  log_group_name = "group-${var.suffix}"
  metric_transformation {
    name      = each.key
    namespace = each.value.namespace
    value     = "1"
  }
}
