cs_property { 'stonith-enabled': value => 'false' }
cs_rsc_defaults { 'resource-stickiness': value => '100' }
cs_shadow { 'cib1': }
cs_primitive { 'vip': primitive_class => 'ocf', primitive_type => 'IPaddr2', provided_by => 'heartbeat', parameters => { 'ip' => '192.0.2.100', 'cidr_netmask' => '24' }, operations => { 'monitor' => { 'interval' => '10s' } } }
cs_primitive { 'web': primitive_class => 'systemd', primitive_type => 'nginx', operations => [{ 'monitor' => { 'interval' => '30s' } }], cib => 'cib1' }
cs_clone { 'web-clone': primitive => 'web', clone_max => 2, require => Cs_primitive['web'] }
cs_colocation { 'vip with web': primitives => ['vip', 'web-clone'] }
cs_order { 'vip first': first => 'vip', second => 'web-clone', kind => 'Mandatory' }
cs_group { 'all': primitives => ['vip'] }
cs_location { 'prefer': primitive => 'vip', node_name => 'web01', score => 'INFINITY' }
cs_commit { 'cib1': }
