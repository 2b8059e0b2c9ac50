class { 'postgresql::globals': version => '15', manage_package_repo => false, encoding => 'UTF-8' }
-> class { 'postgresql::server':
  listen_addresses  => '*',
  postgres_password => 'md5abcdef',
  ip_mask_allow_all_users => '192.0.2.0/24',
}
postgresql::server::role { 'app': password_hash => 'md50123456789abcdef0123456789abcdef', createdb => true, connection_limit => 50 }
postgresql::server::database { 'app': owner => 'app', encoding => 'UTF8', locale => 'C.UTF-8' }
postgresql::server::database_grant { 'app all': privilege => 'ALL', db => 'app', role => 'app' }
postgresql::server::schema { 'app': db => 'app', owner => 'app' }
postgresql::server::extension { 'pgcrypto': database => 'app' }
postgresql::server::table_grant { 'app on t': privilege => 'SELECT', table => 't', db => 'app', role => 'app' }
postgresql::server::tablespace { 'fast': location => '/srv/fast' }
postgresql::server::config_entry { 'work_mem': value => '16MB' }
postgresql::server::pg_hba_rule { 'app from lan': type => 'host', database => 'app', user => 'app', address => '192.0.2.0/24', auth_method => 'md5', order => 10 }
postgresql_psql { 'analyze': db => 'app', command => 'ANALYZE', unless => 'SELECT 1', require => Postgresql::Server::Database['app'] }
