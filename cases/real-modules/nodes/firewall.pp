resources { 'firewall': purge => true }
Firewall { before => Firewall['999 drop'], require => Firewall['000 related'] }
firewall { '000 related': proto => 'all', state => ['RELATED', 'ESTABLISHED'], action => 'accept', before => undef, require => undef }
firewallchain { 'LOCAL:filter:IPv4': ensure => present, ignore => ['docker'] }
$ports = { 'ssh' => 22, 'http' => 80, 'https' => 443 }
$ports.each |$name, $port| { firewall { sprintf('%03d %s', $port, $name): dport => $port, proto => tcp, action => accept, source => '192.0.2.0/24' } }
firewall { '500 log': proto => 'all', jump => 'LOG', log_prefix => 'drop: ', limit => '3/min', burst => 10 }
firewall { '600 nat': chain => 'POSTROUTING', table => 'nat', jump => 'MASQUERADE', outiface => 'eth0', source => '10.0.0.0/8', proto => all }
firewall { '999 drop': proto => 'all', action => 'drop', before => undef, require => undef }
