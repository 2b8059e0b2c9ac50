# A database and the user who owns it, made without a running server so that an image can hold them.
define mariadb::database (
  String[1] $user,
  String[1] $password,
  String[1] $charset = 'utf8mb4',
) {
  include mariadb

  $sql = @("SQL")
    FLUSH PRIVILEGES;
    CREATE DATABASE IF NOT EXISTS `${title}` CHARACTER SET ${charset};
    CREATE OR REPLACE USER '${user}'@'%' IDENTIFIED BY '${password}';
    GRANT ALL ON `${title}`.* TO '${user}'@'%';
    | SQL

  exec { "make database ${title}":
    command     => "printf '%s' \"\$SQL\" | mariadbd --bootstrap --user=mysql",
    environment => "SQL=${sql}",
    provider    => shell,
    unless      => "test -d /var/lib/mysql/${title}",
    require     => Package['mariadb-server'],
    before      => Service['mariadb'],
  }
}
