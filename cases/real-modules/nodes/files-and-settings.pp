concat { '/etc/motd': owner => 'root', group => 'root', mode => '0644', ensure_newline => true, warn => true, order => 'numeric' }
concat::fragment { 'head': target => '/etc/motd', content => "Welcome to ${facts['networking']['fqdn']}\n", order => '01' }
concat::fragment { 'tail': target => '/etc/motd', source => 'puppet:///modules/x/tail', order => '99' }
ini_setting { 'port': ensure => present, path => '/etc/app.ini', section => 'server', setting => 'port', value => 8080, key_val_separator => ' = ' }
ini_subsetting { 'heap': path => '/etc/default/app', section => '', setting => 'JAVA_ARGS', subsetting => '-Xmx', value => '512m' }
file_line { 'umask': path => '/etc/profile', line => 'umask 027', match => '^umask ', multiple => true }
augeas { 'sshd': context => '/files/etc/ssh/sshd_config', changes => ['set PermitRootLogin no', 'set Port 22'], onlyif => 'match Port size == 0' }
cron { 'backup': command => '/usr/local/bin/backup', user => 'root', hour => [2, 14], minute => '*/10', environment => ['PATH=/bin', 'MAILTO=ops@example.com'] }
host { 'db.example.com': ip => '192.0.2.5', host_aliases => ['db', 'mysql'] }
mount { '/srv/data': ensure => mounted, device => '/dev/vdb1', fstype => 'ext4', options => 'noatime', dump => 0, pass => 2 }
mailalias { 'root': recipient => ['ops@example.com', 'ada'] }
alternatives { 'editor': path => '/usr/bin/vim.basic' }
alternative_entry { '/usr/bin/nvim:/usr/bin/editor': ensure => present, altname => 'editor', priority => 40 }
vcsrepo { '/srv/app': ensure => latest, provider => git, source => 'https://git.example.com/app.git', revision => 'v1.2', user => 'ada', submodules => false, require => User['ada'] }
user { 'ada': ensure => present }
archive { '/tmp/app.tgz': source => 'https://example.com/app.tgz', checksum => '0123', checksum_type => 'sha256', extract => true, extract_path => '/opt', creates => '/opt/app', cleanup => true }
posix_acl { '/srv/data': action => set, permission => ['user::rwx', 'group::r-x', 'other::---'], provider => posixacl, recursive => false, require => Mount['/srv/data'] }
selboolean { 'httpd_can_network_connect': value => on, persistent => true }
