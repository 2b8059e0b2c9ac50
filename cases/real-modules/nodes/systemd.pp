class { 'systemd':
  manage_resolved  => true,
  dns              => ['192.0.2.53', '192.0.2.54'],
  manage_journald  => true,
  journald_settings => { 'Storage' => 'persistent', 'MaxRetentionSec' => '1month', 'Compress' => { 'ensure' => 'absent' } },
  manage_logind    => true,
  logind_settings  => { 'KillUserProcesses' => 'yes' },
  service_limits   => { 'app.service' => { 'limits' => { 'LimitNOFILE' => 8192 } } },
}
systemd::unit_file { 'app.service': content => "[Service]\nExecStart=/usr/bin/app\n", enable => true, active => true }
systemd::dropin_file { 'limits.conf': unit => 'nginx.service', content => "[Service]\nLimitNOFILE=4096\n" }
systemd::tmpfile { 'app.conf': content => 'd /run/app 0755 root root -' }
systemd::timer { 'backup.timer': timer_content => "[Timer]\nOnCalendar=daily\n", service_content => "[Service]\nExecStart=/bin/backup\n", active => true, enable => true }
loginctl_user { 'ada': linger => enabled }
