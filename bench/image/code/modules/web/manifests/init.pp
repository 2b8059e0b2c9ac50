# A web server with its configuration and ten small pages.
class web (
  String $greeting,
  Integer $workers,
) {
  package { 'nginx':
    ensure          => installed,
    install_options => ['--no-install-recommends'],
  }

  file { '/etc/nginx/sites-enabled/default':
    ensure  => absent,
    require => Package['nginx'],
  }

  file { '/etc/nginx/conf.d/bench.conf':
    ensure  => file,
    content => epp('web/bench.conf.epp', { 'greeting' => $greeting, 'workers' => $workers }),
    require => Package['nginx'],
  }

  file { ['/srv/www', '/srv/www/bench']:
    ensure => directory,
  }

  Integer[1, 10].each |Integer $i| {
    file { "/srv/www/bench/page${i}.html":
      ensure  => file,
      mode    => '0644',
      content => "<p>${greeting} ${i}</p>\n",
    }
  }
}
