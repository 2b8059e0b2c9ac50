class { 'ssh::client': options => { 'Host *' => { 'ForwardAgent' => 'no' } } }
ssh_authorized_key { 'ada@example.com': ensure => present, user => 'ada', type => 'ssh-ed25519', key => 'AAAAC3NzaC1lZDI1NTE5', options => ['no-pty', 'from="192.0.2.1"'] }
sshkey { 'git.example.com': ensure => present, type => 'ssh-rsa', key => 'AAAAB3', host_aliases => ['git', '192.0.2.7'] }
sshkey { 'git.example.com@ecdsa-sha2-nistp256': ensure => present, key => 'AAAAE2' }
user { 'ada': ensure => present, managehome => true, groups => ['sudo', 'adm'], shell => '/bin/bash', purge_ssh_keys => ['%h/.ssh/authorized_keys'] }
