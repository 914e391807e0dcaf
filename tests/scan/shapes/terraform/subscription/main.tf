resource "aws_cloudwatch_log_group" "api" {
  for_each = toset(["orders", "stock"])
  name     = "/aws/lambda/${each.key}"
}

resource "aws_cloudwatch_log_subscription_filter" "to_kinesis" {
  name            = "to-kinesis"
  log_group_name  = aws_cloudwatch_log_group.api["orders"].name
  filter_pattern  = "{ $.level = \"error\" || $.status >= 500 }"
  destination_arn = aws_kinesis_stream.errors.arn
  role_arn        = aws_iam_role.logs.arn
  distribution    = "Random"
}

resource "aws_cloudwatch_log_subscription_filter" "everything" {
  for_each        = aws_cloudwatch_log_group.api
  name            = "everything-${each.key}"
  log_group_name  = "/aws/lambda/stock"
  filter_pattern  = ""
  destination_arn = "arn:aws:lambda:eu-central-1:111122223333:function:forward"
}

resource "aws_cloudwatch_log_subscription_filter" "terms" {
  name            = "terms"
  log_group_name  = "/aws/lambda/stock"
  filter_pattern  = "-\"health check\" REQUEST"
  destination_arn = "arn:aws:lambda:eu-central-1:111122223333:function:forward"
}
