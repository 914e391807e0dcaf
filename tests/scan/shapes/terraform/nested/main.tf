module "account" {
  source = "./account"
  count  = 2

  group = "trail-${count.index}"
}

output "patterns" {
  value = ["{ $.shown = to_others }"]
}
