# MariaDB from the distribution.
class mariadb (
  String[1]         $bind_address = '127.0.0.1',
  Integer[1, 65535] $port         = 3306,
) {
  package { 'mariadb-server':
    ensure => installed,
  }

  file { '/etc/mysql/mariadb.conf.d/60-site.cnf':
    content => epp('mariadb/site.cnf.epp', { 'bind_address' => $bind_address, 'port' => $port }),
    require => Package['mariadb-server'],
    notify  => Service['mariadb'],
  }

  service { 'mariadb':
    ensure => running,
    enable => true,
  }
}
