# resource "aws_cloudwatch_log_metric_filter" "gone" {
#   pattern = "{ $.eventName = Gone }"
# }

/*
resource "aws_cloudwatch_log_metric_filter" "also_gone" {
  name           = "also-gone"
  pattern        = "{ $.eventName = AlsoGone }"
  log_group_name = "trail"
}
*/

// pattern = "{ $.a = 1 }"
resource "aws_cloudwatch_log_metric_filter" "kept" { # pattern = "{ $.b = 1 }"
  name           = /* "old" */ "kept"
  pattern        = /* "{ $.c = 1 }" */ "{ $.url = \"https://a/b#c\" && $.d = /* }" # "{ $.e = 1 }"
  log_group_name = "trail"
  metric_transformation {
    name      = "Kept"
    namespace = "CIS"
    value     = "1"
  }
}
