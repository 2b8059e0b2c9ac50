# One site, and the locations in it.
define nginx::vhost (
  String[1]                $server_name,
  Pattern[/^\//]            $docroot,
  Integer[1, 65535]        $port      = 80,
  Boolean                  $default   = false,
  Hash[String[1], Hash]    $locations = {},
) {
  include nginx

  file { "/etc/nginx/sites-available/${title}":
    content => epp('nginx/vhost.epp', {
        'name'        => $title,
        'server_name' => $server_name,
        'docroot'     => $docroot,
        'port'        => $port,
        'default'     => $default,
    }),
    require => Package['nginx'],
    notify  => Service['nginx'],
  }

  file { "/etc/nginx/sites-enabled/${title}":
    ensure => link,
    target => "/etc/nginx/sites-available/${title}",
    notify => Service['nginx'],
  }

  file { "/etc/nginx/${title}.d":
    ensure  => directory,
    require => Package['nginx'],
  }

  $locations.each |$name, $location| {
    nginx::location { "${title}-${name}":
      vhost => $title,
      *     => $location,
    }
  }
}
