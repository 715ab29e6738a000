module openmep/example

go 1.23

require openmep/sdk v0.0.0

replace openmep/sdk => ../../../sdk/go
