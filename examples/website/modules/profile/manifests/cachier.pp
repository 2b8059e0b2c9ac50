# A proxy that keeps the Debian packages it has once fetched.
class profile::cachier (
  Integer[1, 65535] $port,
  Integer[0]        $expire_days,
) {
  package { 'apt-cacher-ng':
    ensure => installed,
  }

  file { '/etc/apt-cacher-ng/zz_site.conf':
    content => epp('profile/apt-cacher-ng.conf.epp', { 'port' => $port, 'expire_days' => $expire_days }),
    require => Package['apt-cacher-ng'],
    notify  => Service['apt-cacher-ng'],
  }

  service { 'apt-cacher-ng':
    ensure => running,
    enable => true,
  }
}
