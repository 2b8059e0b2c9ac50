class { 'apt':
  update       => { 'frequency' => 'daily', 'timeout' => 60 },
  purge        => { 'sources.list' => true, 'sources.list.d' => true, 'preferences' => true },
  proxy        => { 'host' => 'proxy.example.com', 'port' => 3128, 'https' => true },
}
apt::source { 'debian': location => 'http://deb.debian.org/debian', release => 'bookworm', repos => 'main contrib', include => { 'src' => true, 'deb' => true }, pin => 500 }
apt::source { 'docker': location => 'https://download.docker.com/linux/debian', architecture => 'amd64', repos => 'stable', key => { 'id' => '9DC858229FC7DD38854AE2D88D81803C0EBFCD88', 'source' => 'https://download.docker.com/linux/debian/gpg' } }
apt::pin { 'backports': packages => ['nginx', 'curl'], release => 'bookworm-backports', priority => 700, explanation => 'newer' }
apt::conf { 'norecommends': priority => 10, content => 'APT::Install-Recommends "false";' }
apt::key { 'example': id => '0123456789ABCDEF0123456789ABCDEF01234567', server => 'keyserver.example.com' }
apt_key { '9DC858229FC7DD38854AE2D88D81803C0EBFCD89': ensure => absent }
Apt::Source['docker'] -> Class['apt::update'] -> package { 'docker-ce': ensure => installed }
