# Roles and profiles over several modules, with defaults, collectors, virtual resources, stages and tags.
class profile::base {
  stage { 'first': before => Stage['main'] }
  class { 'ntp': servers => ['ntp.example.com'], stage => 'first' }
  @user { ['ada', 'bob']: ensure => present, groups => 'staff', tag => 'staff' }
  @@sshkey { $facts['networking']['fqdn']: type => 'ed25519', key => $facts['ssh']['ed25519']['key'] }
  File { owner => 'root', group => 'root', mode => '0644' }
  file { '/etc/issue': content => inline_epp("<%= \$facts['os']['name'] %> <%= \$facts['os']['release']['major'] %>\n") }
}
class profile::web($port = lookup('port', Integer, 'first', 8080)) inherits profile::base {
  File['/etc/issue'] { mode => '0444', content +> 'web' }
  User <| tag == 'staff' |> { groups +> 'www-data' }
  realize User['ada']
  $sites = { 'shop' => { 'root' => '/srv/shop' }, 'wiki' => { 'root' => '/srv/wiki', 'owner' => 'ada' } }
  create_resources('profile::site', $sites, { 'port' => $port })
  ensure_packages(['curl', 'git'], { 'ensure' => 'latest' })
  ensure_packages({ 'vim' => { 'name' => 'vim-nox' } })
  Package <| |> -> Profile::Site <| |>
}
define profile::site($root, $port, $owner = 'www-data') {
  file { [$root, "${root}/htdocs"]: ensure => directory, owner => $owner }
  -> file_line { "site ${title}": path => '/etc/sites', line => "${title}:${port}", require => File['/etc/sites'] }
  ensure_resource('file', '/etc/sites', { 'ensure' => 'file' })
}
include profile::web
