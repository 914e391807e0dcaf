variable "create" {
  type    = bool
  default = true
}
variable "name" {
  type = string
}
variable "bucket" {
  type    = string
  default = "audit-archive"
}
variable "event_names" {
  type    = list(string)
  default = ["PutObject", "DeleteObject"]
}

locals {
  events = join(" || ", formatlist("($.eventName = \"%s\")", var.event_names))
}

resource "aws_cloudwatch_log_metric_filter" "bucket" {
  count          = var.create ? 1 : 0
  name           = var.name
  pattern        = "{ ($.requestParameters.bucketName = \"${var.bucket}\") && (${local.events}) }"
  log_group_name = "${var.name}/trail"
  metric_transformation {
    name      = var.name
    namespace = "Buckets"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "named" {
  name           = "named"
  pattern        = "{ $.requestParameters.name = ${var.name} }"
  log_group_name = "trail"
  metric_transformation {
    name      = "named"
    namespace = "Buckets"
    value     = "1"
  }
}
