class { 'collectd': purge => true, recurse => true, purge_config => true, minimum_version => '5.12', interval => 20, typesdb => ['/usr/share/collectd/types.db'] }
collectd::plugin { 'battery': }
collectd::typesdb { '/etc/collectd/types.db': }
collectd::type { 'requests': target => '/etc/collectd/types.db', types => [{ 'min' => 0, 'max' => 'U', 'ds_type' => 'GAUGE', 'ds_name' => 'value' }] }
class { 'collectd::plugin::load': report_relative => true }
class { 'collectd::plugin::uptime': }
