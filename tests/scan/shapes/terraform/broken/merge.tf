resource "aws_cloudwatch_log_metric_filter" "ours" {
  name           = "ours"
<<<<<<< HEAD
  pattern        = "{ $.eventName = CreateRole }"
=======
  pattern        = "{ $.eventName = CreateUser }"
>>>>>>> theirs
  log_group_name = "trail"
}
