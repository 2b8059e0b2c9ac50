# A web server whose sites, pages and locations come from Hiera.
class profile::webserver (
  String[1] $greeting,
  Hash[String[1], Hash] $vhosts,
) {
  include nginx

  file { ['/srv/www', '/srv/www/website', '/srv/www/website/programme']:
    ensure => directory,
  }

  file { '/srv/www/website/index.html':
    content => epp('profile/index.html.epp', {
        'greeting' => $greeting,
        'sites'    => $vhosts.map |$name, $vhost| { $vhost['server_name'] },
    }),
  }

  create_resources('nginx::vhost', $vhosts)
}
