resource "aws_cloudwatch_log_metric_filter" "unauthorized" {
  name           = "unauthorized"
  pattern        = "{ ($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") }"
  log_group_name = var.log_group
  metric_transformation {
    name      = "Unauthorized"
    namespace = "Audit"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "backslashes" {
  name           = "backslashes"
  pattern        = "{ $.requestParameters.path = \"C:\\\\temp\\\\*\" }"
  log_group_name = var.log_group
  metric_transformation {
    name      = "Paths"
    namespace = "Audit"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "unicode" {
  name = "unicode" /* ü */
  /* é */ pattern = "{ $.name = \"\u00e9t\u00e9*\" && $.kind = \"é\" }"
  log_group_name = var.log_group
  metric_transformation {
    name      = "Names"
    namespace = "Audit"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "dollars" {
  name           = "dollars"
  pattern        = "{ $.template = \"$${name}\" || $.template = \"%%{if}\" }"
  log_group_name = var.log_group
  metric_transformation {
    name      = "Templates"
    namespace = "Audit"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "lines" {
  name           = "lines"
  pattern        = "{ $.a = 1 ||\n\t$.b = 2 }"
  log_group_name = var.log_group
  metric_transformation {
    name      = "Lines"
    namespace = "Audit"
    value     = "1"
  }
}

variable "log_group" {
  type        = string
  description = "Where the trail writes to"
}
