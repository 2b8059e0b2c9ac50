class { 'memcached': max_memory => '25%', listen_ip => '127.0.0.1', max_connections => 1024, processorcount => 2, large_mem_pages => false }
class { 'ntp': servers => ['0.pool.ntp.org', '1.pool.ntp.org iburst'], restrict => ['127.0.0.1', '-6 ::1'], interfaces => ['eth0'], disable_monitor => true, broadcastclient => false, tinker => true, panic => 0 }
