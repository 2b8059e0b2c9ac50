sysctl { 'net.ipv4.ip_forward': ensure => present, val => '1' }
sysctl { 'vm.swappiness': val => '10' }
kmod::load { ['br_netfilter', 'overlay']: }
kmod::blacklist { 'pcspkr': }
kmod::option { 'loop max': module => 'loop', option => 'max_loop', value => '16' }
kmod::alias { 'off': ensure => present, source => 'net-pf-10' }
openssl::certificate::x509 { 'www': country => 'AT', organization => 'Example', commonname => 'www.example.com', base_dir => '/etc/ssl/www', days => 365, owner => 'root' }
