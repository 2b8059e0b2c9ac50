# What every machine of the site has.
class profile::base (
  String[1] $timezone,
) {
  file { '/etc/timezone':
    content => "${timezone}\n",
  }

  file { '/etc/localtime':
    ensure => link,
    target => "/usr/share/zoneinfo/${timezone}",
  }
}
