# nginx from the distribution, told to log where the one who runs it can see it.
class nginx (
  Enum['on', 'off'] $server_tokens = 'off',
) {
  package { 'nginx':
    ensure => installed,
  }

  file { '/etc/nginx/sites-enabled/default':
    ensure  => absent,
    require => Package['nginx'],
  }

  file_line { 'nginx server_tokens':
    path  => '/etc/nginx/nginx.conf',
    line  => "\tserver_tokens ${server_tokens};",
    match => '^\s*#?\s*server_tokens\s',
  }

  if $facts['container'] {
    file { '/var/log/nginx/access.log':
      ensure  => link,
      target  => '/dev/stdout',
      require => Package['nginx'],
    }
    file { '/var/log/nginx/error.log':
      ensure  => link,
      target  => '/dev/stderr',
      require => Package['nginx'],
    }
  }

  service { 'nginx':
    ensure    => running,
    enable    => true,
    subscribe => Package['nginx'],
  }
}
