# One location of a site.
define nginx::location (
  String[1]           $vhost,
  String[1]           $location,
  Array[String[1], 1] $lines,
) {
  file { "/etc/nginx/${vhost}.d/${title}.conf":
    content => epp('nginx/location.epp', { 'location' => $location, 'lines' => $lines }),
    notify  => Service['nginx'],
  }
}
