locals { p = "{ $.eventName = DeleteGroupPolicy }" }
resource "aws_cloudwatch_log_metric_filter" "a" { pattern = local.p }
resource aws_cloudwatch_log_metric_filter b {
  pattern="{ $.eventName = DeleteRolePolicy }"
  name="b"
	log_group_name	=	"tabs"
}
resource "aws_cloudwatch_log_metric_filter" "same" {
  name           = "same"
  log_group_name = "trail"
  pattern        = aws_cloudwatch_log_metric_filter.b.pattern == "" ? local.p : local.p
}
