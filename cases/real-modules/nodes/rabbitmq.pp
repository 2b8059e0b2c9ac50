class { 'rabbitmq':
  service_manage    => true,
  port              => 5672,
  delete_guest_user => true,
  admin_enable      => false,
  config_variables  => { 'hipe_compile' => true, 'frame_max' => 131072 },
  environment_variables => { 'NODENAME' => 'rabbit@web01', 'LC_ALL' => 'en_US.UTF-8' },
}
rabbitmq_vhost { '/shop': ensure => present }
rabbitmq_user { 'shop': admin => false, password => 'secret', tags => ['monitoring'] }
rabbitmq_user_permissions { 'shop@/shop': configure_permission => '.*', read_permission => '.*', write_permission => '.*' }
rabbitmq_exchange { 'orders@/shop': type => 'topic', durable => true, user => 'shop', password => 'secret' }
rabbitmq_queue { 'invoices@/shop': durable => true, arguments => { 'x-message-ttl' => 60000 }, user => 'shop', password => 'secret' }
rabbitmq_binding { 'orders@invoices@/shop': routing_key => 'order.#', destination_type => 'queue', user => 'shop', password => 'secret' }
rabbitmq_policy { 'ha@/shop': pattern => '.*', definition => { 'ha-mode' => 'all' } }
rabbitmq_plugin { 'rabbitmq_management': ensure => present }
