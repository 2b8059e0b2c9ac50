logrotate::rule { 'app': path => ['/var/log/app/*.log', '/var/log/app.err'], rotate => '5', rotate_every => 'day', compress => true, missingok => true, postrotate => 'systemctl reload app', create => true }
class { 'chrony': servers => ['a.example.com', 'b.example.com'] }
class { 'dns': forwarders => ['192.0.2.53'], recursion => 'no' }
