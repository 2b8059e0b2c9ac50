# A web server with two virtual hosts; the modules are those of Debian's packages.
class { 'apache':
  default_vhost => false,
}
apache::vhost { 'www.example.com':
  port          => 80,
  docroot       => '/srv/www/www',
  serveraliases => ['example.com'],
  directories   => [{ 'path' => '/srv/www/www', 'allow_override' => ['All'] }],
}
apache::vhost { 'secure.example.com':
  port    => 443,
  docroot => '/srv/www/secure',
  ssl     => true,
}
