variable "role" {
  type = string
}
variable "pattern" {
  type        = string
  description = "such as { $.eventName = ConsoleLogin }"
}
data "aws_ssm_parameter" "pattern" {
  name = "/filters/login"
}
resource "aws_iam_role" "automation" {
  name_prefix        = "automation"
  assume_role_policy = "{}"
}

resource "aws_cloudwatch_log_metric_filter" "partly" {
  name           = "partly"
  pattern        = "{ ($.eventName = \"PutObject\") && ($.userIdentity.arn != \"${var.role}\") }"
  log_group_name = "trail"
  metric_transformation {
    name      = "Partly"
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "wholly" {
  name           = "wholly"
  pattern        = var.pattern
  log_group_name = aws_cloudwatch_log_group.not_here.name
  metric_transformation {
    name      = "Wholly"
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "data" {
  name           = "data"
  pattern        = trimspace(data.aws_ssm_parameter.pattern.value)
  log_group_name = var.role
  metric_transformation {
    name      = "Data"
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "made" {
  name           = "made"
  pattern        = <<-EOT
    { $.userIdentity.arn = "${aws_iam_role.automation.arn}" }
  EOT
  log_group_name = "trail"
  metric_transformation {
    name      = "Made"
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "each" {
  for_each       = var.role == "x" ? {} : yamldecode(file("/etc/filters.yaml"))
  name           = each.key
  pattern        = each.value.pattern
  log_group_name = "trail"
  metric_transformation {
    name      = each.key
    namespace = "CIS"
    value     = "1"
  }
}
