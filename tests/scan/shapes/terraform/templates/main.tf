locals {
  users  = ["alice", "bob"]
  groups = { a = "group-a", b = "group-b" }
}

resource "aws_cloudwatch_log_metric_filter" "users" {
  name           = "users"
  log_group_name = "trail"
  pattern        = <<-EOT
    { $.eventName = ConsoleLogin
    %{~ for user in local.users }
      && $.userIdentity.userName != "${user}"
    %{~ endfor }
    }
  EOT
  metric_transformation {
    name      = "Users"
    namespace = "CIS"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "groups" {
  for_each       = local.groups
  name           = "errors-${each.key}"
  log_group_name = each.value
  pattern        = "{ $.group = ${each.value} && $.level = ${upper("error")} }"
  metric_transformation {
    name      = "Errors"
    namespace = "App"
    value     = "1"
  }
}

resource "aws_cloudwatch_log_metric_filter" "counted" {
  count          = 2
  name           = "counted-${count.index}"
  log_group_name = values(local.groups)[count.index]
  pattern        = "[shard = ${count.index + 1}, ...]"
  metric_transformation {
    name      = "Shards"
    namespace = "App"
    value     = "1"
  }
}
