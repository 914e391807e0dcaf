locals {
  catalogue = yamldecode(file("${path.module}/catalogue.yaml"))
}

resource "aws_cloudwatch_log_metric_filter" "from_yaml" {
  for_each       = local.catalogue
  name           = each.key
  pattern        = each.value.filter_pattern
  log_group_name = "trail"
  metric_transformation {
    name      = each.value.metric_name
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "from_file" {
  name           = "from-file"
  pattern        = file("${path.module}/login.filter")
  log_group_name = "trail"
  metric_transformation {
    name      = "Login"
    namespace = "CIS"
    value     = "1"
  }
}
