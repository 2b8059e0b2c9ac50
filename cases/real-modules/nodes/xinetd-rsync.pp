class { 'xinetd': log_type => 'SYSLOG daemon info', cps => '100 5' }
xinetd::service { 'tftp': port => '69', server => '/usr/sbin/in.tftpd', server_args => '-s /srv/tftp', socket_type => 'dgram', protocol => 'udp', cps => '100 2', flags => 'IPv4', per_source => '11' }
class { 'rsync::server': use_xinetd => false, address => '0.0.0.0', motd_file => 'UNSET' }
rsync::server::module { 'data': path => '/srv/data', comment => 'data', read_only => 'yes', hosts_allow => ['192.0.2.0/24'], uid => 'nobody', exclude => ['*.tmp'] }
rsync::get { '/srv/mirror': source => 'rsync://mirror.example.com/debian/', purge => true, timeout => '3600' }
