class { 'apache':
  default_vhost     => false,
  default_mods      => ['alias', 'dir', 'mime', 'rewrite'],
  mpm_module        => 'event',
  serveradmin       => 'ops@example.com',
  server_tokens     => 'Prod',
  keepalive         => 'On',
  keepalive_timeout => 5,
}
class { 'apache::mod::status': requires => 'ip 192.0.2.0/24' }
class { 'apache::mod::ssl': ssl_protocol => ['all', '-SSLv3', '-TLSv1'] }
apache::vhost { 'www.example.com non-ssl':
  servername      => 'www.example.com',
  port            => 80,
  docroot         => '/srv/www',
  redirect_status => 'permanent',
  redirect_dest   => 'https://www.example.com/',
}
apache::vhost { 'www.example.com ssl':
  servername           => 'www.example.com',
  port                 => 443,
  docroot              => '/srv/www',
  docroot_owner        => 'www-data',
  ssl                  => true,
  ssl_cert             => '/etc/ssl/certs/www.pem',
  ssl_key              => '/etc/ssl/private/www.key',
  options              => ['-Indexes', '+FollowSymLinks'],
  override             => ['None'],
  serveraliases        => ['example.com', 'static.example.com'],
  headers              => ['always set X-Frame-Options DENY'],
  directories          => [
    { path => '/srv/www', allow_override => ['All'], require => 'all granted' },
    { path => '/srv/www/private', provider => 'directory', auth_type => 'Basic', auth_name => 'private', require => 'valid-user' },
  ],
  rewrites             => [{ rewrite_rule => ['^/old/(.*) /new/$1 [R=301,L]'], comment => 'moved' }],
  aliases              => [{ alias => '/media', path => '/srv/media' }],
  proxy_pass           => [{ path => '/api', url => 'http://127.0.0.1:8080/', params => { retry => 0, timeout => 30 } }],
  setenvif             => ['User-Agent "curl" is_curl'],
  access_log_env_var   => '!is_curl',
  custom_fragment      => 'FileETag None',
}
