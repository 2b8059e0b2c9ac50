class { 'neutron::plugins::ml2': type_drivers => ['flat', 'vxlan'], tenant_network_types => ['vxlan'], mechanism_drivers => ['openvswitch', 'l2population'], vni_ranges => ['1:1000'], flat_networks => ['public'], package_ensure => 'present' }
class { 'ovn::northd': dbs_listen_ip => '192.0.2.5' }
vs_bridge { 'br-ex': ensure => present, external_ids => 'bridge-id=br-ex' }
vs_port { 'eth1': ensure => present, bridge => 'br-ex', require => Vs_bridge['br-ex'] }
class { 'memcached': }
class { 'redis': bind => '127.0.0.1', maxmemory => '256mb', save_db_to_disk => false }
