class { 'haproxy':
  global_options   => { 'log' => '127.0.0.1 local0', 'maxconn' => '4096', 'user' => 'haproxy', 'stats' => ['timeout 30s', 'socket /run/haproxy.sock'] },
  defaults_options => { 'mode' => 'http', 'option' => ['redispatch', 'dontlognull'], 'timeout' => ['client 60s', 'connect 5s', 'server 60s'] },
}
haproxy::listen { 'stats': ipaddress => '0.0.0.0', ports => '8404', options => { 'mode' => 'http', 'stats' => ['enable', 'uri /'] } }
haproxy::frontend { 'www': bind => { ':80' => [], ':443' => ['ssl', 'crt', '/etc/ssl/www.pem'] }, options => { 'default_backend' => 'web', 'acl' => 'api path_beg /api', 'use_backend' => 'api if api' } }
haproxy::backend { 'web': options => { 'balance' => 'roundrobin', 'cookie' => 'C insert' } }
haproxy::backend { 'api': options => { 'balance' => 'leastconn' } }
['web01', 'web02'].each |$i, $host| {
  haproxy::balancermember { "web ${host}": listening_service => 'web', server_names => $host, ipaddresses => "192.0.2.2${i}", ports => '8080', options => ['check', "cookie ${host}"] }
}
haproxy::balancermember { 'api': listening_service => 'api', server_names => ['a', 'b'], ipaddresses => ['192.0.2.30', '192.0.2.31'], ports => '9000', options => 'check' }
haproxy::userlist { 'staff': users => ['ada insecure-password x'], groups => ['all users ada'] }
haproxy::peers { 'pair': }
