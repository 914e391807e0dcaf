variable "group" {}

module "alarms" {
  source = "./alarms"
  # Merged with those that each account has.
  alarms = merge(local.base, { login = { pattern = "{ $.eventName = ConsoleLogin }" } })
  group  = var.group
}

locals {
  base = {
    stop = { pattern = "{ $.eventName = StopLogging }" }
  }
}
