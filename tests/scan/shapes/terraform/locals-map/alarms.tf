locals {
  # Name of the alarm -> what is looked for, and how often.
  alarms = {
    NetworkAcl = {
      pattern   = "{ ($.eventName = CreateNetworkAcl) || ($.eventName = DeleteNetworkAcl) }"
      threshold = 1
    }
    "Route Tables" = {
      pattern   = "{ ($.eventName = CreateRoute) || ($.eventName = DeleteRouteTable) }"
      threshold = 1
    }
    Organizations = {
      pattern = <<-EOT
        { ($.eventSource = organizations.amazonaws.com) &&
          (($.eventName = LeaveOrganization) || ($.eventName = InviteAccountToOrganization)) }
      EOT
      threshold = 5
    }
  }
}
