# The templates of a virtual host with four directories, rendered twenty times: eleven files of Debian's apache module.
class vhost {
  $apache_version   = '2.4'
  $docroot          = '/srv/www/www'
  $servername       = 'www.example.com'
  $serveradmin      = 'root@example.com'
  $serveraliases    = ['example.com', 'www.example.org']
  $nvh_addr_port    = ['*:443']
  $comment          = 'the site'
  $define           = { 'ROOT' => '/srv/www' }
  $protocols        = ['h2', 'http/1.1']
  $passenger_pre_start = undef
  $suphp_engine     = 'off'
  $shibboleth_enabled = false
  $_directories = ['www', 'images', 'wiki', 'upload'].map |$name| {
    {
      'path'           => "/srv/www/${name}",
      'options'        => ['Indexes', 'FollowSymLinks'],
      'allow_override' => ['All'],
      'require'        => { 'enforce' => 'all', 'requires' => ['ip 10.0.0.0/8', 'host example.com'] },
      'headers'        => 'Set X-Robots-Tag "noindex"',
      'rewrites'       => [{ 'rewrite_cond' => ['%{HTTP_HOST} ^old'], 'rewrite_rule' => ['^/a$ /b [R]'] }],
      'auth_type'      => 'Basic',
      'auth_name'      => $name,
      'auth_user_file' => '/etc/apache2/users',
    }
  }
  $_access_logs = [
    { 'file' => 'www.log', 'format' => 'combined' },
    { 'syslog' => 'syslog', 'env' => '!dontlog' },
  ]
  $logroot               = '/var/log/apache2'
  $error_log             = true
  $log_level             = 'warn'
  $error_log_destination = '/var/log/apache2/www_error.log'
  $rewrites = [
    { 'comment' => 'old names', 'rewrite_cond' => ['%{HTTP_HOST} ^old'], 'rewrite_rule' => ['^(.*)$ https://www$1 [R=301]'] },
    { 'rewrite_rule' => ['^/robots.txt$ /static/robots.txt [L]', '^/feed$ /rss.xml [L]'] },
  ]
  $proxy_pass = [
    { 'path' => '/app', 'url' => 'http://127.0.0.1:8080/', 'params' => { 'retry' => 0, 'timeout' => 5 } },
    { 'path' => '/api', 'url' => 'http://127.0.0.1:8081/', 'setenv' => ['proxy-nokeepalive 1'] },
  ]
  $proxy_dest_match    = undef
  $no_proxy_uris       = ['/static']
  $no_proxy_uris_match = []
  $headers             = ['Set X-Frame-Options DENY', 'Set X-Content-Type-Options nosniff']
  $setenv              = ['SPECIAL_PATH /srv/bin']
  $setenvif            = ['User-Agent ^MSIE old']
  $ssl                 = true
  $ssl_cert            = '/etc/ssl/certs/www.pem'
  $ssl_key             = '/etc/ssl/private/www.key'
  $ssl_certs_dir       = '/etc/ssl/certs'
  $ssl_protocol        = ['all', '-SSLv3']
  $ssl_cipher          = 'HIGH:!aNULL'
  $ssl_options         = ['+StdEnvVars']
  $rounds = Integer[1, 20].map |$round| {
    [
      'file_header', 'directories', 'access_log', 'logging', 'rewrite', 'proxy', 'header', 'setenv', 'ssl',
      'serveralias', 'file_footer',
    ].map |$part| { template("apache/vhost/_${part}.erb") }
  }
  notify { 'vhost':
    message => $rounds[-1].join,
  }
}
include vhost
