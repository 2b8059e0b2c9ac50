nova_config {
  default: ensure => present;
  'DEFAULT/debug': value => true;
  'DEFAULT/my_ip': value => $facts['networking']['ip'];
  'database/connection': value => 'mysql+pymysql://nova:secret@192.0.2.5/nova', secret => true;
  'libvirt/virt_type': value => 'kvm';
}
nova_flavor { 'm1.small': ensure => present, id => '1', ram => '2048', disk => '20', vcpus => '1', properties => 'hw:cpu_policy=shared' }
nova_aggregate { 'ssd': ensure => present, availability_zone => 'az1', metadata => 'ssd=true', hosts => ['c1', 'c2'] }
nova_api_paste_ini { 'filter:ratelimit/limits': value => '(POST, "*", .*, 10, MINUTE)' }
neutron_network { 'public': ensure => present, router_external => true, provider_network_type => 'flat', tenant_name => 'services' }
neutron_subnet { 'public': ensure => present, cidr => '198.51.100.0/24', gateway_ip => '198.51.100.1', allocation_pools => ['start=198.51.100.10,end=198.51.100.20'], network_name => 'public', enable_dhcp => false }
neutron_router { 'r1': ensure => present, gateway_network_name => 'public', require => Neutron_subnet['public'] }
glance_image { 'cirros': ensure => present, container_format => 'bare', disk_format => 'qcow2', is_public => 'yes', source => 'http://example.com/cirros.img' }
cinder_type { 'fast': ensure => present, properties => ['volume_backend_name=ssd'] }
swift_config { 'swift-hash/swift_hash_path_suffix': value => 'x' }
ring_object_device { '192.0.2.9:6200/sda': zone => 1, weight => 1 }
