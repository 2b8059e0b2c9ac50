class { 'keystone::db': database_connection => 'mysql+pymysql://keystone:secret@192.0.2.5/keystone', database_max_retries => 10 }
class { 'keystone::logging': debug => true, log_dir => '/var/log/keystone', use_syslog => false }
class { 'keystone::cors': allowed_origin => 'https://www.example.com', allow_methods => ['GET', 'POST'] }
keystone_config { 'DEFAULT/admin_token': value => 'secret', secret => true }
keystone_config { 'token/expiration': value => 3600 }
keystone_tenant { 'services': ensure => present, enabled => true, description => 'services' }
keystone_tenant { 'demo::heat': ensure => present }
keystone_user { 'glance': ensure => present, password => 'secret', email => 'glance@example.com' }
keystone_role { ['admin', 'member']: ensure => present }
keystone_user_role { 'glance@services': ensure => present, roles => ['admin'] }
keystone_user_role { 'ada::demo@::demo': ensure => present, roles => ['member'] }
keystone_service { 'glance::image': ensure => present, description => 'Image service' }
keystone_endpoint { 'RegionOne/glance::image': ensure => present, public_url => 'https://image.example.com', internal_url => 'http://192.0.2.5:9292', admin_url => 'http://192.0.2.5:9292' }
