class { 'mysql::server':
  root_password           => 'secret',
  remove_default_accounts => true,
  restart                 => true,
  override_options        => { 'mysqld' => { 'max_connections' => 200, 'bind-address' => '0.0.0.0', 'log_error' => '/var/log/mysql/error.log' } },
}
$apps = { 'shop' => '192.0.2.%', 'wiki' => 'localhost' }
$apps.each |$name, $host| {
  mysql_database { $name: ensure => present, charset => 'utf8mb4', collate => 'utf8mb4_general_ci' }
  mysql_user { "${name}@${host}": ensure => present, password_hash => '*0123456789ABCDEF0123456789ABCDEF01234567', max_user_connections => 20 }
  mysql_grant { "${name}@${host}/${name}.*":
    ensure     => present,
    user       => "${name}@${host}",
    table      => "${name}.*",
    privileges => ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
    options    => ['GRANT'],
  }
}
include mysql::client
include mysql::bindings
