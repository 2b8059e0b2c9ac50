# Types that we have ourselves, in full, for providers that modules add to them.
module Puppet
  class Provider::Package < Provider
    class << self
      def prefetch(packages)
        instances.each do |found|
          package = packages[found.name]
          package.provider = found if package
        end
      end
    end

    # What is installed: asked once, until something was changed.
    def properties
      if @property_hash.empty?
        @property_hash = query || { ensure: :absent }
        @property_hash[:ensure] = :absent if @property_hash.empty?
      end
      @property_hash.dup
    end

    def validate_source(_source)
      true
    end

    def join_options(options)
      return unless options

      options.flat_map do |option|
        option.is_a?(Hash) ? option.keys.sort.map { |key| "#{key}=#{option[key]}" } : option
      end
    end
  end

  class Provider::Service < Provider
    class << self
      def instances
        []
      end
    end

    def restart
      if resource[:restart]
        execute([resource[:restart]], failonfail: true, squelch: false, combine: true)
      else
        stop
        start
      end
    end

    def start
      act(:start)
    end

    def stop
      act(:stop)
    end

    def status
      command = resource[:status] || (respond_to?(:statuscmd) && statuscmd)
      return :stopped unless command

      execute([command].flatten, failonfail: false).exitstatus.zero? ? :running : :stopped
    end

    private

    def act(verb)
      command = resource[verb] || (respond_to?("#{verb}cmd") && send("#{verb}cmd"))
      raise Puppet::Error, "Provider #{self.class.name} does not say how to #{verb} #{name}" unless command

      execute([command].flatten, failonfail: true)
    end
  end

  # A property that is one value or several, as it was given.
  class Property::Plain < Property
    def should
      return nil unless @should

      @should.length == 1 ? super : @should.map { |item| unmunge(item) }
    end

    def insync?(is)
      return super if @should.nil? || @should.length < 2

      [is].flatten.map(&:to_s) == @should.map(&:to_s)
    end
  end

  module NativeTypes
    PARTS = {}

    # Providers that those of modules may name as their parents.
    def self.parent(type, name)
      type == :service && [:service, :base].include?(name.to_sym) ? Puppet::Provider::Service : nil
    end

    # A type of ours as one that providers in Ruby can serve.
    def self.make(name)
      type = Class.new(Puppet::Type)
      type.start(name.to_sym)
      own = PARTS[name.to_sym]
      type.class_eval(&own) if own
      fill(type, name)
      type.providify
      type
    end

    def self.fill(type, name)
      namevar = HostDoor.namevar(name.to_s)
      HostDoor.attributes(name.to_s).each do |attribute, property|
        next if type.validattr_own?(attribute.to_sym) || attribute == 'provider'

        if !property
          type.newparam(attribute) { isnamevar if attribute == namevar }
        elsif attribute == 'ensure'
          type.ensurable
        else
          type.newproperty(attribute, parent: Puppet::Property::Plain)
        end
      end
    end

    PARTS[:package] = proc do
      feature :installable, '', methods: [:install]
      feature :uninstallable, '', methods: [:uninstall]
      feature :upgradeable, '', methods: [:update, :latest]
      feature :purgeable, '', methods: [:purge]
      feature :holdable, '', methods: [:hold, :unhold]
      feature :disableable, '', methods: [:disable]
      feature :versionable, ''
      feature :version_ranges, ''
      feature :install_options, ''
      feature :uninstall_options, ''
      feature :install_only, ''
      feature :reinstallable, '', methods: [:reinstall]
      feature :supports_flavors, ''
      feature :targetable, ''
      feature :virtual_packages, ''
      feature :package_settings, '', methods: [:package_settings_insync?, :package_settings, :package_settings=]

      newproperty(:ensure, parent: Puppet::Property::Ensure) do
        newvalue(:present) { provider.install }
        newvalue(:absent) { provider.uninstall }
        newvalue(:purged, required_features: :purgeable) { provider.purge }
        newvalue(:disabled, required_features: :disableable) { provider.disable }
        newvalue(:latest, required_features: :upgradeable) { provider.update }
        newvalue(/./, required_features: :versionable) { provider.install }
        aliasvalue(:installed, :present)
        defaultto :installed

        define_method(:retrieve) { provider.properties[:ensure] }

        define_method(:newest) { @newest ||= provider.latest }

        define_method(:fits?) do |wanted, is|
          gone = [:absent, :purged].include?(is)
          case wanted
          when :present then !gone && is != :disabled
          when :absent then gone
          when :purged then is == :purged
          when :latest then !gone && (is == :present || [is].flatten.include?(newest))
          else [is].flatten.include?(wanted) || (provider.respond_to?(:insync?) && provider.insync?(is))
          end
        end

        define_method(:insync?) { |is| @should.any? { |wanted| fits?(wanted, is) } }

        define_method(:should_to_s) { |value| super(@newest || value) }

        define_method(:change_to_s) do |current, wanted|
          was_gone = [nil, :absent, :purged].include?(current)
          if wanted == :purged
            'purged'
          elsif was_gone && wanted != :absent
            'created'
          else
            super(current, wanted)
          end
        end
      end

      newparam(:install_options, required_features: :install_options) { munge { |value| value } }
      newparam(:uninstall_options, required_features: :uninstall_options) { munge { |value| value } }
      newparam(:reinstall_on_refresh)
      newproperty(:flavor, required_features: :supports_flavors)
      newproperty(:package_settings, required_features: :package_settings) do
        define_method(:insync?) { |is| provider.package_settings_insync?(should, is) }
      end
      newproperty(:mark, required_features: :holdable) do
        newvalues(:hold, :none)
        define_method(:retrieve) { provider.properties[:mark] }
        define_method(:sync) { should == :hold ? provider.hold : provider.unhold }
      end

      define_method(:refresh) do
        again = self[:reinstall_on_refresh].to_s == 'true' && provider.class.feature?(:reinstallable)
        provider.reinstall if again && ![:absent, :purged].include?(provider.properties[:ensure])
      end
    end

    PARTS[:service] = proc do
      feature :refreshable, '', methods: [:restart]
      feature :enableable, '', methods: [:disable, :enable, :enabled?]
      feature :controllable, ''
      feature :flaggable, '', methods: [:flags, :flags=]
      feature :maskable, '', methods: [:mask]
      feature :configurable_timeout, ''
      feature :manages_logon_credentials, ''
      feature :delayed_startable, '', methods: [:delayed_start]
      feature :manual_startable, '', methods: [:manual_start]

      newproperty(:enable, required_features: :enableable) do
        newvalue(:true) { provider.enable }
        newvalue(:false) { provider.disable }
        newvalue(:mask, required_features: :maskable) { provider.mask }
        newvalue(:manual, required_features: :manual_startable) { provider.manual_start }
        newvalue(:delayed, required_features: :delayed_startable) { provider.delayed_start }
        define_method(:retrieve) { provider.enabled? }
        define_method(:insync?) do |is|
          provider.respond_to?(:enabled_insync?) ? provider.enabled_insync?(is) : super(is)
        end
      end

      newproperty(:ensure) do
        newvalue(:stopped) { provider.stop }
        newvalue(:running) { provider.start }
        aliasvalue(:false, :stopped)
        aliasvalue(:true, :running)
        define_method(:retrieve) { provider.status }
        define_method(:sync) do
          super()
          enable = resource.property(:enable)
          enable.sync if enable && !enable.safe_insync?(enable.retrieve)
        end
      end

      newproperty(:flags, required_features: :flaggable)

      define_method(:refresh) do
        running = (@parameters[:ensure] || newattr(:ensure)).retrieve == :running
        return unless running && self[:ensure] != :stopped

        provider.respond_to?(:restart) ? provider.restart : (provider.stop && provider.start)
      end
    end
  end
end
