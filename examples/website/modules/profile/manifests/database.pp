# A database server that has its databases and users from the first start on.
class profile::database (
  Hash[String[1], Struct[{ user => String[1], password => String[1], Optional[charset] => String[1] }]] $databases,
) {
  class { 'mariadb':
    bind_address => '0.0.0.0',
  }

  $databases.each |$name, $database| {
    mariadb::database { $name:
      * => $database,
    }
  }
}
