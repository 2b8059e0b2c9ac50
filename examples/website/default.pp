# What a machine is, its data says: classes, files and users come from Hiera.

Exec { path => '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' }
Package { install_options => ['--no-install-recommends'] }
File { owner => 'root', group => 'root' }

hiera_include('classes')

create_resources('file', hiera_hash('files', {}))

# Accounts are declared for everybody and made where the role asks for them.
create_resources('@user', hiera_hash('users', {}))
User <| tag == $facts['role'] |>

# A line can only be edited in a file that a package has brought.
Package <| |> -> File_line <| |>
